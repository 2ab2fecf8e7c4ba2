/** Why something that was asked for did not happen. */

export class Failure extends Error {
  /**
   * @param code as HTTP has them; 0 if the server did not say it
   * @param reason the API's name for it, without the number at its end: `FLOOD_WAIT`
   * @param seconds how long to wait, where the API says so
   */
  constructor(
    readonly code: number,
    readonly reason: string,
    readonly seconds = 0,
  ) {
    super(reason)
    this.name = 'Failure'
  }
}

export function failureOf(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure(0, String(error))
}
