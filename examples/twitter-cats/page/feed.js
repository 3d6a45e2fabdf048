// The connection: STOMP over WebSocket by @stomp/stompjs, with a reconnect of our own.
//
// The library doubles its delay but adds no jitter, so all walls would come back in the same instant after a restart;
// and the page wants to count down. Hence one client an attempt, and the waiting happens here.

const FIRST_DELAY = 1000;
const MAX_DELAY = 30_000;
const CONNECT_TIMEOUT = 8000;
const HEART_BEAT = 10_000;

export class Feed {
  #options;
  #handlers;
  #client = null;
  #timer = null;
  #attempt = 0;

  /** handlers: card(body, replayed), status(body), state(name, {retryAt}), where name is connecting, live or reconnecting. */
  constructor(options, handlers) {
    this.#options = options;
    this.#handlers = handlers;
  }

  start() {
    this.#connect();
    const hurry = () => {
      if (this.#timer !== null && !document.hidden) this.#connect();
    };
    addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#handlers.state("connecting", {});
    const client = new globalThis.StompJs.Client({
      brokerURL: this.#options.ws,
      reconnectDelay: 0,
      connectionTimeout: CONNECT_TIMEOUT,
      heartbeatIncoming: HEART_BEAT,
      heartbeatOutgoing: HEART_BEAT,
      discardWebsocketOnCommFailure: true,
      onConnect: () => this.#subscribe(client),
      onWebSocketClose: () => this.#closed(client),
    });
    this.#client = client;
    client.activate();
  }

  #subscribe(client) {
    this.#attempt = 0;
    // The gateway first replays the last cards, then confirms: what comes before the receipt is not of this minute.
    let replayed = true;
    client.watchForReceipt("replayed", () => { replayed = false; });
    client.subscribe(this.#options.topic, (message) => this.#handlers.card(message.body, replayed), { receipt: "replayed" });
    if (this.#options.status) {
      client.subscribe(this.#options.status, (message) => this.#handlers.status(message.body));
    }
    this.#handlers.state("live", {});
  }

  #closed(client) {
    if (client !== this.#client) return;
    this.#client = null;
    void client.deactivate();
    const most = Math.min(MAX_DELAY, FIRST_DELAY * 2 ** this.#attempt);
    this.#attempt += 1;
    const delay = most * (0.5 + Math.random() / 2);
    this.#timer = setTimeout(() => this.#connect(), delay);
    this.#handlers.state("reconnecting", { retryAt: Date.now() + delay });
  }
}
