// The page's own scheme: serves the built page and nothing else, under a strict content policy.
import { protocol, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { places } from './places'

export const origin = 'app://netloom'

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  // Vue and ECharts set styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** Must run before the app is ready. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // The page's script is compiled once and kept: a start is that much quicker.
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export function serveScheme(session: Session): void {
  session.protocol.handle('app', async (request) => answer(request.url))
}

async function answer(address: string): Promise<Response> {
  const file = fileOf(address)
  if (file === null) return new Response('Not found', { status: 404 })
  try {
    const body = await readFile(file)
    const type = types[extname(file)] ?? 'application/octet-stream'
    return new Response(new Uint8Array(body), {
      headers: { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' },
    })
  } catch (error) {
    return new Response(error instanceof Error ? error.message : 'Not found', { status: 404 })
  }
}

/** The file behind an address of ours, null when it leads anywhere else. */
export function fileOf(address: string): string | null {
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== origin) return null
  const way = decoded(url.pathname)
  if (way === null || way.includes('\0') || way.includes('\\')) return null
  const file = normalize(join(places.page, way === '/' ? 'index.html' : way))
  return file.startsWith(places.page + sep) ? file : null
}

/** Null for a path that is no text, such as a lone `%`. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
