package routes

import (
	"container/list"
	"fmt"
	"slices"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// toD sends the exchange to the endpoint that its URI, a Simple expression, names for this exchange.
// See https://camel.apache.org/components/4.18.x/eips/toD-eip.html
type toD struct {
	common
	endpointRef
	sending
	CacheSize                int   `yaml:"cacheSize"`
	IgnoreInvalidEndpoint    bool  `yaml:"ignoreInvalidEndpoint"`
	AllowOptimisedComponents *bool `yaml:"allowOptimisedComponents"`
	AllowedSchemes           text  `yaml:"allowedSchemes"`
	AutoStartComponents      *bool `yaml:"autoStartComponents"`
}

func (s *toD) compile(c *compiler, n *stepNode) Processor {
	d := c.dynamic(&s.endpointRef, s.CacheSize, s.AllowedSchemes.Value)
	if d == nil {
		return nil
	}
	n.endpoint = s.URI.Value
	send := d.send
	if s.IgnoreInvalidEndpoint {
		send = func(ex *components.Exchange) error {
			if _, err := d.producer(ex); err != nil {
				return nil
			}
			return d.send(ex)
		}
	}
	return s.wrap(c, send)
}

// dynamicTarget sends to endpoints that are known only when an exchange comes. The most recently used keep their
// producers.
type dynamicTarget struct {
	c       *compiler
	uri     components.Expression
	params  []parameter
	schemes []string // empty: all
	size    int
	sends   []*sendInterceptor

	mu     sync.Mutex
	recent *list.List // of *cachedProducer, the latest in front
	byURI  map[string]*list.Element
}

type cachedProducer struct {
	uri      string
	producer components.Producer
}

const defaultCacheSize = 1000 // Camel's

func (c *compiler) dynamic(ref *endpointRef, size int, allowed string) *dynamicTarget {
	if !ref.URI.set() {
		return nil
	}
	uri := c.template(ref.URI)
	if uri == nil {
		return nil
	}
	if size <= 0 {
		size = defaultCacheSize
	}
	d := &dynamicTarget{c: c, uri: uri, params: ref.Parameters.list, size: size, sends: c.sends, recent: list.New(), byURI: map[string]*list.Element{}}
	d.schemes = splitList(allowed)
	return d
}

func (d *dynamicTarget) send(ex *components.Exchange) error {
	p, err := d.producer(ex)
	if err != nil {
		return err
	}
	return p.Process(ex)
}

func (d *dynamicTarget) producer(ex *components.Exchange) (components.Producer, error) {
	address, err := textOf(d.uri, ex)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if e, ok := d.byURI[address]; ok {
		d.recent.MoveToFront(e)
		return e.Value.(*cachedProducer).producer, nil
	}
	p, err := d.open(address)
	if err != nil {
		return nil, &components.Exception{Class: "org.apache.camel.ResolveEndpointFailedException", Message: fmt.Sprintf("Failed to resolve endpoint: %s due to: %v", address, err), Cause: err}
	}
	d.byURI[address] = d.recent.PushFront(&cachedProducer{address, p})
	if d.recent.Len() > d.size {
		oldest := d.recent.Remove(d.recent.Back()).(*cachedProducer)
		delete(d.byURI, oldest.uri)
		if err := oldest.producer.Close(); err != nil {
			d.c.env.Context.Log().Warn("producer could not be closed", "endpoint", oldest.uri, "error", err)
		}
	}
	return p, nil
}

func (d *dynamicTarget) open(address string) (components.Producer, error) {
	uri, err := components.ParseURI(address)
	if err != nil {
		return nil, err
	}
	if len(d.schemes) > 0 && !slices.Contains(d.schemes, uri.Scheme) {
		return nil, fmt.Errorf("scheme %q is not among allowedSchemes", uri.Scheme)
	}
	for _, p := range d.params {
		uri.Params = append(uri.Params, components.Param{Name: p.key.Value, Value: p.value.Value, Offset: -1})
	}
	e, err := d.c.resolve(uri)
	if err != nil {
		return nil, err
	}
	t, ok := e.(components.Target)
	if !ok {
		return nil, fmt.Errorf("one cannot send to %s", e.URI())
	}
	return interceptedSend(d.sends, e.URI(), d.c.env.Producer(e.URI(), t)), nil
}
