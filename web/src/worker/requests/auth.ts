import { base64 } from '@fuman/utils'
import { type Long, tl } from '@mtcute/core'
import type { AuthRequests } from '../../bridge/auth'
import type { Handlers } from '../../bridge/contract'
import {
  type CodeSent,
  type CodeWay,
  loginLink,
  loginToken,
  type SignInStep,
} from '../../model/auth'
import { Failure } from '../../model/failure'
import type { Account } from '../account'

export function authRequests(account: Account): Handlers<AuthRequests> {
  return {
    async open(config, language, place) {
      if (!(await account.open(config, language, place))) return null
      const known = await account.whoWasHere()
      if (!known) {
        const self = await account.whoIsHere()
        await account.follow()
        return self
      }
      void refresh(account)
      return known
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
        return passwordStep(account, error)
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

    async exportLogin() {
      const { client } = account
      const request = {
        _: 'auth.exportLoginToken',
        apiId: 1,
        apiHash: '0'.repeat(32),
        exceptIds: [] as Long[],
      } as const
      try {
        const told = await client.call(request)
        if (told._ === 'auth.loginTokenSuccess') {
          await account.entered(told.authorization)
          return { kind: 'done' }
        }
        const link = loginLink(base64.encode(told.token, true))
        const expires = told._ === 'auth.loginToken' ? told.expires : 0
        return { kind: 'link', link, expires }
      } catch (error) {
        return passwordStep(account, error)
      }
    },

    async acceptLogin(link) {
      const token = loginToken(link)
      if (!token) throw new Failure(400, 'AUTH_TOKEN_INVALID')
      const session = await account.client.call({
        _: 'auth.acceptLoginToken',
        token: base64.decode(token, true),
      })
      return `${session.appName} · ${session.deviceModel}`
    },

    async checkPassword(password) {
      const { client } = account
      const asked = await client.call({ _: 'account.getPassword' })
      const proof = await client.computeSrpParams(asked, password)
      await account.entered(await client.call({ _: 'auth.checkPassword', password: proof }))
    },

    self: () => account.whoIsHere(),

    async logOut() {
      try {
        await account.client.call({ _: 'auth.logOut' })
      } finally {
        await account.forget()
      }
    },
  }
}

/** A session that has to show a password as well. */
async function passwordStep(account: Account, error: unknown): Promise<SignInStep> {
  if (!tl.RpcError.is(error, 'SESSION_PASSWORD_NEEDED')) throw error
  const { hint = '' } = await account.client.call({ _: 'account.getPassword' })
  return { kind: 'password', hint }
}

/** Asks the server anew for what is shown already. */
async function refresh(account: Account): Promise<void> {
  try {
    await account.follow()
    account.tell({ kind: 'peers', peers: [await account.whoIsHere()] })
  } catch (error) {
    account.failed(error)
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
