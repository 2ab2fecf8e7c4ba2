/** Persian, Arabic and Latin digits are the same to whoever types them. */

const ZEROS = [0x06f0, 0x0660, 0xff10]

/** Replaces digits of any script by Latin ones. */
export function latinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    const zero = ZEROS.find((start) => code >= start && code < start + 10)
    return zero === undefined ? digit : String(code - zero)
  })
}

/** Replaces Latin digits by Persian ones. */
export function persianDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
}

/** Only the digits of a text, as Latin ones. */
export function digitsOf(text: string): string {
  return latinDigits(text).replace(/\D/g, '')
}
