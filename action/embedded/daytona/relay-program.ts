/**
 * The inner end of the only way out, run by the jail's own Node. It holds no list and decides
 * nothing: that happens outside, where the jailed cannot reach. Printing a line says "ready".
 */
export const relayProgram = `import net from 'node:net';
net
  .createServer((inside) => {
    const out = net.connect('/run/egress/socket');
    inside.pipe(out).pipe(inside);
    out.on('error', () => inside.destroy());
    inside.on('error', () => out.destroy());
  })
  .listen(8080, '127.0.0.1', () => console.log('ready'));
`;
