package routes

import "github.com/dromedary-go/dromedary/components"

// enrich asks the endpoint that its expression names, and makes of its reply and the message what the strategy says: the
// reply where it has none.
// See https://camel.apache.org/components/4.18.x/eips/enrich-eip.html
type enrich struct {
	common
	enriching
	Expr            expression `yaml:",inline"`
	ShareUnitOfWork bool       `yaml:"shareUnitOfWork"`
	VariableSend    string     `yaml:"variableSend"`
}

// enriching is what enrich and pollEnrich have in common.
type enriching struct {
	strategyOptions
	AggregateOnException  bool   `yaml:"aggregateOnException"`
	CacheSize             int    `yaml:"cacheSize"`
	IgnoreInvalidEndpoint bool   `yaml:"ignoreInvalidEndpoint"`
	AllowedSchemes        text   `yaml:"allowedSchemes"`
	AutoStartComponents   *bool  `yaml:"autoStartComponents"`
	VariableReceive       string `yaml:"variableReceive"`
}

func (s *enrich) compile(c *compiler, _ *stepNode) Processor {
	find, into := s.enriching.compile(c, &s.Expr, true), s.VariableReceive
	strategy, ok := c.strategy(&s.strategyOptions, nil)
	if find == nil || !ok {
		return nil
	}
	from, onException := s.VariableSend, s.AggregateOnException
	return func(ex *components.Exchange) error {
		e, err := find(ex)
		if err != nil || e == nil {
			return err
		}
		reply := ex.Part()
		reply.Properties.Set(components.CorrelationID, ex.ID())
		reply.Pattern, reply.Original = components.InOut, ex.Original
		if from != "" {
			reply.Body, _ = ex.Variable(from)
		}
		err = e.sendAs(reply)
		reply.Complete(err)
		return join(ex, reply, err, strategy, into, onException)
	}
}

// compile makes what answers the endpoint to ask; nil where the expression gives none or one that does not matter.
func (s *enriching) compile(c *compiler, named *expression, strict bool) func(ex *components.Exchange) (*dynamicEndpoint, error) {
	uri := named.compile(c)
	if uri == nil {
		return nil
	}
	endpoints, ignore := c.dynamicEndpoints(s.CacheSize, s.AllowedSchemes.Value), s.IgnoreInvalidEndpoint
	endpoints.strict = strict
	return func(ex *components.Exchange) (*dynamicEndpoint, error) {
		address, err := uri(ex)
		if err != nil || address == nil {
			return nil, err
		}
		e, err := endpoints.get(components.Text(address))
		if err != nil && ignore {
			return nil, nil
		}
		return e, err
	}
}

// join makes ex what came of a reply. A failure is the strategy's only where it wants to see it.
func join(ex, reply *components.Exchange, err error, strategy aggregationStrategy, into string, onException bool) error {
	if err != nil && !onException || strategy == nil {
		if into != "" && err == nil {
			receive(ex, reply, into)
			return nil
		}
		takeOver(ex, reply)
		return err
	}
	if b, ok := strategy.(bound); ok {
		strategy = b.on(ex)
	}
	if reply != nil {
		reply.Exception = err
	}
	body, headers := ex.Body, ex.Headers.Clone()
	if result := strategy.aggregate(ex, reply); result != nil {
		err, result.Exception = result.Exception, nil
		if result != ex {
			takeOver(ex, result)
		}
	}
	if into != "" {
		result := &components.Exchange{Body: ex.Body, Headers: ex.Headers}
		ex.Body, ex.Headers = body, headers
		receive(ex, result, into)
	}
	return err
}

// receive puts the message of a reply into a variable, and its headers into variables of their own.
func receive(ex, reply *components.Exchange, into string) {
	body, headers := ex.Body, ex.Headers
	takeOver(ex, reply)
	receiveVariable(ex, into, reply.Body, &reply.Headers)
	ex.Body, ex.Headers = body, headers
}
