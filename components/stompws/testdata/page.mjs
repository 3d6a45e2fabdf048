// What a page does, with a stock client: connect, subscribe, take what comes, leave. One line of JSON per event.
import { Client, Versions } from '@stomp/stompjs';
import WebSocket from 'ws';

const [url, version, binary] = process.argv.slice(2);
const tell = (event, detail) => console.log(JSON.stringify({ event, ...detail }));

const client = new Client({
  webSocketFactory: () => new WebSocket(url, new Versions([version]).protocolVersions()),
  stompVersions: new Versions([version]),
  forceBinaryWSFrames: binary === 'binary',
  reconnectDelay: 0,
  heartbeatIncoming: 500,
  heartbeatOutgoing: 500,
});

client.onConnect = (frame) => {
  tell('connected', { version: client.connectedVersion, heartbeat: frame.headers['heart-beat'] });
  client.watchForReceipt('subscribed', () => tell('subscribed'));
  client.subscribe('/topic/cats', (message) => {
    tell('message', { body: message.body, headers: message.headers });
    if (message.body === 'leave') client.deactivate();
  }, { receipt: 'subscribed' });
};
client.onDisconnect = () => tell('receipt of DISCONNECT');
client.onStompError = (frame) => tell('error', { message: frame.headers.message });
client.onWebSocketClose = (close) => tell('closed', { code: close.code });
client.activate();

process.stdin.on('data', (line) => {
  if (String(line).trim() === 'send') client.publish({ destination: '/topic/cats', body: 'from a page' });
});
process.stdin.on('end', () => process.exit());
