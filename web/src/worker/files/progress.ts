/** How far a file is on its way, in bytes. */
export type Progress = (done: number, total: number) => void
