/** Public names: what can be said of one before the server is asked. */

export type UsernameState = 'same' | 'short' | 'bad' | 'checking' | 'free' | 'taken' | 'refused'

const SHORTEST = 5

export function usernameFlaw(name: string): 'short' | 'bad' | undefined {
  if (!/^[a-z][a-z0-9_]*$/i.test(name) || /__|_$/.test(name)) return 'bad'
  return name.length < SHORTEST ? 'short' : undefined
}
