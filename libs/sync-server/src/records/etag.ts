import { createHash } from 'node:crypto';

import { AppError } from '../errors/app-error.ts';

/** The entity tag of a record: its version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The entity tag of a list: a digest of what it shows, so that a poll of an unchanged list costs 304. */
export function digestEtag(body: string): string {
  return `"${createHash('sha1').update(body).digest('base64url')}"`;
}

/** Whether If-None-Match names this tag; weak and strong compare alike (RFC 9110 section 13.1.2). */
export function isNoneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}

/** The base version that If-Match names; null where there is none or `*`. Anything but one version is BAD_QUERY. */
export function parseIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const [, version] = /^\s*(?:W\/)?"(\d{1,15})"\s*$/.exec(header) ?? [];
  if (version === undefined) throw new AppError('BAD_QUERY', 'If-Match: one ETag as a read gave it, for instance "7".');
  return Number(version);
}
