import type { tl } from '@mtcute/core'
import type { Handlers } from '../../bridge/contract'
import type { MeRequests } from '../../bridge/me'
import type { Birthday } from '../../model/birthday'
import type { Peer } from '../../model/peer'
import type { Account } from '../account'
import { Upload } from '../files/upload'
import { passwordProof } from './password'

export function meRequests(account: Account): Handlers<MeRequests> {
  const self = { _: 'inputUserSelf' } as const

  const changed = async (): Promise<Peer> => {
    const peer = await account.whoIsHere()
    account.tell({ kind: 'peers', peers: [peer] })
    return peer
  }

  return {
    async more() {
      const { fullUser } = await account.client.call({ _: 'users.getFullUser', id: self })
      const birthday = fullUser.birthday ? birthdayOf(fullUser.birthday) : null
      return { about: fullUser.about ?? '', birthday }
    },

    async rename(firstName, lastName, about) {
      await account.client.call({ _: 'account.updateProfile', firstName, lastName, about })
      return changed()
    },

    async setBirthday(birthday) {
      const request: tl.account.RawUpdateBirthdayRequest = { _: 'account.updateBirthday' }
      if (birthday) request.birthday = { _: 'birthday', ...birthday }
      await account.client.call(request)
    },

    usernameFree: (username) => account.client.call({ _: 'account.checkUsername', username }),

    async setUsername(username) {
      await account.client.call({ _: 'account.updateUsername', username })
      return changed()
    },

    async setPhoto(picture) {
      const upload = new Upload(picture, 'photo.jpg')
      await upload.send(account.client, () => {}, new AbortController().signal)
      await account.client.call({ _: 'photos.uploadProfilePhoto', file: upload.file })
      return changed()
    },

    async removePhoto() {
      const id = { _: 'inputPhotoEmpty' } as const
      await account.client.call({ _: 'photos.updateProfilePhoto', id })
      return changed()
    },

    async lifetime() {
      return (await account.client.call({ _: 'account.getAccountTTL' })).days
    },

    async setLifetime(days) {
      const ttl = { _: 'accountDaysTTL', days } as const
      await account.client.call({ _: 'account.setAccountTTL', ttl })
    },

    async remove(password) {
      const request: tl.account.RawDeleteAccountRequest = { _: 'account.deleteAccount', reason: '' }
      if (password) {
        const proof = await passwordProof(account.client, password)
        if (proof._ === 'inputCheckPasswordSRP') request.password = proof
      }
      await account.client.call(request)
      await account.forget()
    },
  }
}

function birthdayOf({ day, month, year }: tl.RawBirthday): Birthday {
  return year === undefined ? { day, month } : { day, month, year }
}
