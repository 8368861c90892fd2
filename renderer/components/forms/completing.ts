// Completion of expressions, offered to a form's fields by whoever knows the table: the one thing that a field cannot know itself.
import type { InjectionKey } from 'vue'
import type { Completions } from '../../../shared/records'

/** What can be written at a place of the text, in UTF-16 units. */
export type Complete = (text: string, position: number) => Promise<Completions>

export const completing: InjectionKey<Complete> = Symbol('completing')
