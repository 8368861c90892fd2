import { readFileSync } from 'node:fs'
import { app } from 'electron'
import { impure } from '../../handlers/handler'
export const train = [readFileSync, app, impure]
