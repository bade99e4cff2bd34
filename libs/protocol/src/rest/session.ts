import { z } from 'zod';

export const roleSchema = z.enum(['admin', 'manager', 'member', 'viewer']);
export type Role = z.infer<typeof roleSchema>;

/** Body of `POST /api/v1/auth/login`. */
export const loginRequestSchema = z.strictObject({
  // PostgreSQL takes no NUL in text.
  username: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^\0]*$/, 'must not contain NUL'),
  password: z.string().min(1).max(1_024),
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;

export const userSchema = z.object({ id: z.string(), username: z.string(), name: z.string(), role: roleSchema });
export type User = z.infer<typeof userSchema>;

/** Answer of login and refresh. The refresh token travels in an httpOnly cookie only. */
export const sessionSchema = z.object({
  accessToken: z.string(),
  expiresInSeconds: z.number().int(),
  user: userSchema,
});
export type SessionResponse = z.infer<typeof sessionSchema>;

/** Answer of `POST /api/v1/auth/ws-ticket`: usable once, for one WebSocket handshake. */
export const wsTicketSchema = z.object({ ticket: z.string(), expiresInSeconds: z.number().int() });
export type WsTicketResponse = z.infer<typeof wsTicketSchema>;
