// A text in every language of the product; what is shown is chosen at the edge, never inside the engine.
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]
export type Text = Record<Language, string>
