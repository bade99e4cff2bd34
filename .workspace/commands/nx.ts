// npm run nx -- <arguments>: Nx under the workspace's own Node, with the dependencies in place.
await import('nx/bin/nx.js');
export {};
