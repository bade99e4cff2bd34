import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'tidemark:public';

/** Marks a controller or route that needs no session: sign-in, health. Everything else is closed by default. */
export const Public = () => SetMetadata(PUBLIC, true);
