// A small file server, as simple as the hosts that portals are put on: a folder under a path, `404.html` for what is not there.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
};

/** Serves `folder` under `mount`, a path with a slash at both ends. `policy` is sent as Content-Security-Policy. */
export async function serve(folder, { mount = '/', policy } = {}) {
  const server = createServer(async (request, response) => {
    const address = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let name = address.startsWith(mount) ? address.slice(mount.length) : undefined;
    if (name === '') name = 'index.html';
    const file = name === undefined ? undefined : path.join(folder, name);
    const send = (status, type, body) => {
      response.writeHead(status, { 'content-type': type, ...(policy && { 'content-security-policy': policy }) });
      response.end(body);
    };
    try {
      if (!file?.startsWith(path.resolve(folder) + path.sep)) throw new Error('outside');
      const body = await readFile(file);
      send(200, TYPES[path.extname(file)] ?? 'application/octet-stream', body);
    } catch {
      send(404, TYPES['.html'], await readFile(path.join(folder, '404.html')).catch(() => 'Not found'));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, address: origin + mount, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

/** The policy that a host sends: that of the site's own `_headers` where there is one, else that of its pages and what a meta cannot say. */
export async function hostPolicy(site) {
  const headers = await readFile(path.join(site.folder, '_headers'), 'utf8').catch(() => '');
  const stated = headers.match(/^\s*content-security-policy:\s*(.+)$/im)?.[1];
  const ofPages = site.byPath.get('index.html')?.meta('content-security-policy');
  return stated ?? (ofPages && `${ofPages}; frame-ancestors 'none'`);
}
