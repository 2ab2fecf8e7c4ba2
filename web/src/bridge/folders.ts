import type { Folder } from '../model/folder'

export interface FoldersRequests {
  /** In the order of their tabs. */
  list(): Folder[]
  /** Makes a folder, or changes its title, kinds and chats; the rest of it stays. */
  save(folder: Folder): void
  /** Takes a folder away; its chats stay. */
  remove(id: number): void
}
