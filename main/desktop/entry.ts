// The window's own process: it starts the parts, hands over ports, and ends them. It does no work of its own.
import { app } from 'electron'
import { Desk } from './desk'
import { announceScheme } from './scheme'

announceScheme()
// Chromium's sandbox refuses to work for root; everybody else gets it for every process.
if (process.getuid?.() !== 0) app.enableSandbox()
// One program for one folder of settings: a second start shows the first one's window.
if (app.requestSingleInstanceLock()) new Desk().run()
else app.exit(0)
