import type { tl } from '@mtcute/core'
import type { BaseTelegramClient } from '@mtcute/core/client.js'
import type { Handlers } from '../../bridge/contract'
import type { PasswordRequests } from '../../bridge/password'
import type { Account } from '../account'
import { explain } from '../failures'

/** Proves that one knows the password, or that there is none. */
export async function passwordProof(
  client: BaseTelegramClient,
  password: string,
): Promise<tl.TypeInputCheckPasswordSRP> {
  const asked = await client.call({ _: 'account.getPassword' })
  if (!asked.hasPassword) return { _: 'inputCheckPasswordEmpty' }
  return client.computeSrpParams(asked, password)
}

export function passwordRequests(account: Account): Handlers<PasswordRequests> {
  const update = async (
    old: string,
    newSettings: tl.account.RawPasswordInputSettings,
  ): Promise<void> => {
    const password = await passwordProof(account.client, old)
    try {
      await account.client.call({ _: 'account.updatePasswordSettings', password, newSettings })
    } catch (error) {
      // It is set; the code that was sent to the address is asked for next.
      if (!/^EMAIL_UNCONFIRMED/.test(String((explain(error) as Error).message))) throw error
    }
  }

  return {
    async state() {
      const state = await account.client.call({ _: 'account.getPassword' })
      return {
        has: state.hasPassword === true,
        hint: state.hint ?? '',
        hasRecovery: state.hasRecovery === true,
        waitingEmail: state.emailUnconfirmedPattern ?? '',
        resetAt: state.pendingResetDate ?? 0,
      }
    },

    async set(old, fresh, hint, email) {
      const { newAlgo } = await account.client.call({ _: 'account.getPassword' })
      const newPasswordHash = await account.client.computeNewPasswordHash(newAlgo, fresh)
      const settings: tl.account.RawPasswordInputSettings = {
        _: 'account.passwordInputSettings',
        newAlgo,
        newPasswordHash,
        hint,
      }
      if (email !== undefined) settings.email = email
      await update(old, settings)
    },

    setEmail: (password, email) => update(password, { _: 'account.passwordInputSettings', email }),

    remove: (old) =>
      update(old, {
        _: 'account.passwordInputSettings',
        newAlgo: { _: 'passwordKdfAlgoUnknown' },
        newPasswordHash: new Uint8Array(0),
        hint: '',
      }),

    async confirmEmail(code) {
      await account.client.call({ _: 'account.confirmPasswordEmail', code })
    },

    async resendEmail() {
      await account.client.call({ _: 'account.resendPasswordEmail' })
    },

    async cancelEmail() {
      await account.client.call({ _: 'account.cancelPasswordEmail' })
    },

    async email(known) {
      const password = await passwordProof(account.client, known)
      const { email } = await account.client.call({ _: 'account.getPasswordSettings', password })
      return email ?? ''
    },

    async askRecovery() {
      return (await account.client.call({ _: 'auth.requestPasswordRecovery' })).emailPattern
    },

    async recover(code) {
      const authorization = await account.client.call({ _: 'auth.recoverPassword', code })
      if (!account.self) await account.entered(authorization)
    },

    async reset() {
      const answer = await account.client.call({ _: 'account.resetPassword' })
      switch (answer._) {
        case 'account.resetPasswordOk':
          return { kind: 'done' }
        case 'account.resetPasswordRequestedWait':
          return { kind: 'waits', until: answer.untilDate }
        case 'account.resetPasswordFailedWait':
          return { kind: 'tooSoon', until: answer.retryDate }
      }
    },

    async cancelReset() {
      await account.client.call({ _: 'account.declinePasswordReset' })
    },
  }
}
