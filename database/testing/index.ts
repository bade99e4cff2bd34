export { asPerson, type TestRequest } from './as-person.ts';
export { connect } from './connect.ts';
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './create-test-database.ts';
export { FaultProxy } from './fault-proxy.ts';
export { SERVER_VARIABLE, startTestServer, type TestServer } from './test-server.ts';
