/** What a server says of itself in /config.json. */

import type { Country } from './phone'

export interface ServerConfig {
  name: string
  dc: number
  /** PEM. */
  key: string
  /** ISO 3166: the country that is offered first. */
  region: string
  countries: Country[]
}
