package routes

import (
	"container/list"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// dynamicEndpoints are endpoints that are known only when an exchange comes. The most recently used are kept.
type dynamicEndpoints struct {
	c       *compiler
	schemes []string // empty: all
	size    int
	sends   []*sendInterceptor
	strict  bool // asks for a scheme and a path: what has them not is no endpoint's address

	mu     sync.Mutex
	recent *list.List // of *dynamicEndpoint, the latest in front
	byURI  map[string]*list.Element
}

// dynamicEndpoint is one of them; one cannot send to it where it has no producer.
type dynamicEndpoint struct {
	components.Endpoint
	key      string
	producer components.Producer

	pattern   components.Pattern // which its URI may ask for
	patterned bool
}

const defaultCacheSize = 1000 // Camel's

func (c *compiler) dynamicEndpoints(size int, allowedSchemes string) *dynamicEndpoints {
	if size <= 0 {
		size = defaultCacheSize
	}
	return &dynamicEndpoints{
		c: c, schemes: splitList(allowedSchemes), size: size, sends: c.sends, recent: list.New(), byURI: map[string]*list.Element{},
	}
}

// get answers the endpoint of a URI and the parameters beside it.
func (d *dynamicEndpoints) get(address string, params ...components.Param) (*dynamicEndpoint, error) {
	address = strings.TrimSpace(address)
	key := address
	for _, p := range params {
		key += "\x00" + p.Name + "=" + p.Value
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if e, ok := d.byURI[key]; ok {
		d.recent.MoveToFront(e)
		return e.Value.(*dynamicEndpoint), nil
	}
	e, err := d.open(address, params)
	if err != nil {
		return nil, err
	}
	e.key = key
	d.byURI[key] = d.recent.PushFront(e)
	if d.recent.Len() > d.size {
		oldest := d.recent.Remove(d.recent.Back()).(*dynamicEndpoint)
		delete(d.byURI, oldest.key)
		if err := oldest.close(); err != nil {
			d.c.env.Context.Log().Warn("producer could not be closed", "endpoint", oldest.URI(), "error", err)
		}
	}
	return e, nil
}

func (d *dynamicEndpoints) open(address string, params []components.Param) (*dynamicEndpoint, error) {
	if _, path, _ := strings.Cut(address, ":"); d.strict && len(params) == 0 && path == "" {
		return nil, unresolved(address, errors.New("Endpoint should include scheme:path")) //nolint:staticcheck // Camel's words
	}
	uri, err := components.ParseURI(address)
	if err != nil {
		return nil, noSuchEndpoint(address, err)
	}
	if len(d.schemes) > 0 && !slices.Contains(d.schemes, uri.Scheme) {
		return nil, unresolved(address, fmt.Errorf("Scheme %s is not in the allowed schemes: %s", uri.Scheme, strings.Join(d.schemes, ","))) //nolint:staticcheck // Camel's words
	}
	uri.Params = append(uri.Params, params...)
	e, err := d.c.resolve(uri)
	var unknown *unknownScheme
	switch {
	case errors.As(err, &unknown):
		return nil, noSuchEndpoint(address, err)
	case err != nil:
		return nil, unresolved(address, err)
	}
	made := &dynamicEndpoint{Endpoint: e}
	if t, ok := e.(components.Target); ok {
		made.pattern, made.patterned = uri.Pattern()
		made.producer = d.c.env.producer(e.URI(), t, d.sends)
	}
	return made, nil
}

func (e *dynamicEndpoint) send(ex *components.Exchange) error {
	if e.producer == nil {
		return &components.Exception{Class: "org.apache.camel.FailedToCreateProducerException", Message: "one cannot send to " + e.URI()}
	}
	return e.producer.Process(ex)
}

// sendAs is send with the exchange pattern that the URI asks for; a slip asks for none.
func (e *dynamicEndpoint) sendAs(ex *components.Exchange) error {
	if e.patterned {
		return withPattern(e.pattern, e.send)(ex)
	}
	return e.send(ex)
}

func (e *dynamicEndpoint) close() error {
	if e.producer == nil {
		return nil
	}
	return e.producer.Close()
}

const resolveFailed = "org.apache.camel.ResolveEndpointFailedException"

// camelURI is an address as Camel shows it: scheme://rest.
func camelURI(address string) string {
	scheme, rest, ok := strings.Cut(address, ":")
	if !ok || rest == "" || strings.ContainsAny(scheme, " \"") {
		return address
	}
	return scheme + "://" + strings.TrimLeft(rest, "/")
}

func noSuchEndpoint(address string, cause error) error {
	return &components.Exception{
		Class:   "org.apache.camel.NoSuchEndpointException",
		Message: fmt.Sprintf("No endpoint could be found for: %s, please check your classpath contains the needed Camel component jar.", camelURI(address)),
		Cause:   cause,
	}
}

func unresolved(address string, cause error) error {
	return &components.Exception{
		Class:   resolveFailed,
		Message: fmt.Sprintf("Failed to resolve endpoint: %s due to: %v", camelURI(address), cause),
		Cause:   cause,
	}
}
