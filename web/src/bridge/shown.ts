/** What parts of the page want to show at the next start before the server is asked. */
export interface ShownRequests {
  read(part: string): unknown
  write(part: string, value: unknown): void
}
