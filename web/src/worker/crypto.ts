/**
 * Cryptography for MTProto: WebAssembly from mtcute, and what it leaves to the browser.
 *
 * Browsers offer `crypto.subtle` only to pages that came by HTTPS or from this machine. A server in a
 * house or an office is opened by plain HTTP, so there the two functions that passwords need are
 * computed here.
 */

import {
  BaseCryptoProvider,
  type IAesCtr,
  type ICryptoProvider,
  type IEncryptionScheme,
} from '@mtcute/core/utils.js'
import {
  createCtr256,
  ctr256,
  deflateMaxSize,
  freeCtr256,
  gunzip,
  ige256Decrypt,
  ige256Encrypt,
  initSync,
  sha1,
  sha256,
} from '@mtcute/wasm'
import wasmUrl from '@mtcute/wasm/mtcute-simd.wasm?url'

export class Crypto extends BaseCryptoProvider implements ICryptoProvider {
  sha1 = sha1
  sha256 = sha256
  gunzip = gunzip
  gzip = deflateMaxSize

  async initialize(): Promise<void> {
    const { instance } = await WebAssembly.instantiateStreaming(fetch(wasmUrl))
    initSync(instance)
  }

  createAesCtr(key: Uint8Array, iv: Uint8Array): IAesCtr {
    const state = createCtr256(key, iv)
    return { process: (data) => ctr256(state, data), close: () => freeCtr256(state) }
  }

  createAesIge(key: Uint8Array, iv: Uint8Array): IEncryptionScheme {
    return {
      encrypt: (data) => ige256Encrypt(data, key, iv),
      decrypt: (data) => ige256Decrypt(data, key, iv),
    }
  }

  async pbkdf2(
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    length = 64,
  ): Promise<Uint8Array> {
    const [{ pbkdf2Async }, { sha512 }] = await Promise.all([
      import('@noble/hashes/pbkdf2.js'),
      import('@noble/hashes/sha2.js'),
    ])
    return pbkdf2Async(sha512, password, salt, { c: iterations, dkLen: length })
  }

  async hmacSha256(data: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
    const [{ hmac }, { sha256 }] = await Promise.all([
      import('@noble/hashes/hmac.js'),
      import('@noble/hashes/sha2.js'),
    ])
    return hmac(sha256, key, data)
  }

  randomFill(bytes: Uint8Array): void {
    crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)
  }
}
