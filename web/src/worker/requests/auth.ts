import { tl } from '@mtcute/core'
import type { AuthRequests } from '../../bridge/auth'
import type { Handlers } from '../../bridge/contract'
import type { CodeSent, CodeWay } from '../../model/auth'
import { Failure } from '../../model/failure'
import type { Account } from '../account'
import { userOf } from '../convert/peer'

export function authRequests(account: Account): Handlers<AuthRequests> {
  const self = async () => {
    const [user] = await account.client.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] })
    if (!user) throw new Failure(0, 'NO_SELF')
    return userOf(user)
  }

  return {
    async open(config, language) {
      if (!(await account.open(config, language))) return null
      const user = await self()
      await account.follow()
      return user
    },

    async sendCode(phone) {
      const sent = await account.client.call({
        _: 'auth.sendCode',
        phoneNumber: phone,
        apiId: 1,
        apiHash: '0'.repeat(32),
        settings: { _: 'codeSettings' },
      })
      return codeSent(sent)
    },

    async resendCode(phone, hash) {
      const request = { _: 'auth.resendCode', phoneNumber: phone, phoneCodeHash: hash } as const
      return codeSent(await account.client.call(request))
    },

    async signIn(phone, hash, code) {
      try {
        const result = await account.client.call({
          _: 'auth.signIn',
          phoneNumber: phone,
          phoneCodeHash: hash,
          phoneCode: code,
        })
        if (result._ === 'auth.authorizationSignUpRequired') return { kind: 'name' }
        await account.entered(result)
        return { kind: 'done' }
      } catch (error) {
        if (!tl.RpcError.is(error, 'SESSION_PASSWORD_NEEDED')) throw error
        const password = await account.client.call({ _: 'account.getPassword' })
        return { kind: 'password', hint: password.hint ?? '' }
      }
    },

    async signUp(phone, hash, firstName, lastName) {
      const request = {
        _: 'auth.signUp',
        phoneNumber: phone,
        phoneCodeHash: hash,
        firstName,
        lastName,
      } as const
      await account.entered(await account.client.call(request))
    },

    async checkPassword(password) {
      const { client } = account
      const asked = await client.call({ _: 'account.getPassword' })
      const proof = await client.computeSrpParams(asked, password)
      await account.entered(await client.call({ _: 'auth.checkPassword', password: proof }))
    },

    self,

    async logOut() {
      try {
        await account.client.call({ _: 'auth.logOut' })
      } finally {
        await account.forget()
      }
    },
  }
}

const WAYS: Partial<Record<tl.auth.TypeSentCodeType['_'] | tl.auth.TypeCodeType['_'], CodeWay>> = {
  'auth.sentCodeTypeApp': 'app',
  'auth.sentCodeTypeSms': 'sms',
  'auth.sentCodeTypeCall': 'call',
  'auth.sentCodeTypeEmailCode': 'email',
  'auth.codeTypeSms': 'sms',
  'auth.codeTypeCall': 'call',
}

const USUAL_LENGTH = 5

function codeSent(sent: tl.auth.TypeSentCode): CodeSent {
  if (sent._ !== 'auth.sentCode') throw new Failure(0, 'CODE_NOT_SENT')
  const code: CodeSent = {
    hash: sent.phoneCodeHash,
    way: WAYS[sent.type._] ?? 'other',
    length: 'length' in sent.type ? sent.type.length : USUAL_LENGTH,
  }
  if (sent.nextType) {
    code.next = { way: WAYS[sent.nextType._] ?? 'other', afterSeconds: sent.timeout ?? 0 }
  }
  return code
}
