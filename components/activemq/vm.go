package activemq

import (
	"context"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// vm is the broker inside this process, as vm://NAME.
type vm struct {
	*endpoint
	broker *broker.Broker
}

func newVM(e *endpoint) (protocol, components.OptionErrors) {
	if e.opts.Selector != "" {
		return nil, components.OptionErrors{mistake("selector", "use a filter step behind from:", "selectors are not there yet with the broker inside the process (vm://)")}
	}
	return &vm{e, broker.Of(e.ctx, e.url.host)}, nil
}

func (v *vm) subscribe(context.Context) (subscription, error) {
	policy := v.url.policy
	policy.Prefetch = v.opts.ConcurrentConsumers
	c, err := v.broker.Subscribe(v.destination, policy)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (v *vm) connect(context.Context) (sender, error) { return v, nil }

func (v *vm) send(ctx context.Context, m *broker.Message) error { return v.broker.Send(ctx, m) }

func (v *vm) close() {}

func (v *vm) drain(ctx context.Context) error { return v.broker.Drain(ctx, v.destination) }

func (v *vm) describe(detail *components.Map) {
	messages, consumers := 0, 0
	for _, q := range v.broker.Queues(v.destination) {
		m, c := q.Stats()
		messages, consumers = messages+m, consumers+c
	}
	detail.Set("messages", messages)
	detail.Set("consumers", consumers)
}
