package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// idempotentConsumer lets each message through once: a message whose id is in the repository is a duplicate. The id stays
// only where the exchange ends well.
// See https://camel.apache.org/components/4.18.x/eips/idempotentConsumer-eip.html
type idempotentConsumer struct {
	common
	Expr                 expression `yaml:",inline"`
	IdempotentRepository text       `yaml:"idempotentRepository,required"`
	Eager                *bool      `yaml:"eager"`
	CompletionEager      bool       `yaml:"completionEager"`
	SkipDuplicate        *bool      `yaml:"skipDuplicate"`
	RemoveOnFailure      *bool      `yaml:"removeOnFailure"`
	Steps                steps      `yaml:"steps"`
}

func (s *idempotentConsumer) children() *steps { return &s.Steps }

func (s *idempotentConsumer) compile(c *compiler, _ *stepNode) Processor {
	id, inner := s.Expr.compile(c), s.Steps.compile(c)
	repository := c.repository(s.IdempotentRepository)
	if id == nil || inner == nil || repository == nil {
		return nil
	}
	eager, skip, forget := s.Eager == nil || *s.Eager, s.SkipDuplicate == nil || *s.SkipDuplicate, s.RemoveOnFailure == nil || *s.RemoveOnFailure
	completionEager, shown := s.CompletionEager, s.Expr.shown()
	return func(ex *components.Exchange) error {
		v, err := id(ex)
		if err != nil {
			return err
		}
		if v == nil {
			return components.NewException("org.apache.camel.processor.idempotent.NoMessageIdException", fmt.Sprintf("No message ID could be found using expression: %s on message exchange: Exchange[%s]", shown, ex.ID()))
		}
		key := components.Text(v)
		fresh, err := isNew(repository, key, eager)
		if err != nil {
			return err
		}
		if !fresh {
			ex.Properties.Set("CamelDuplicateMessage", true)
			if skip {
				return nil
			}
			return inner(ex)
		}
		settle := func(ex *components.Exchange, failure error) {
			failed := failure != nil || ex.Handled // what went to a dead letter channel was not done
			var err error
			if failed && forget {
				err = repository.Remove(key)
			} else if !failed && !eager {
				_, err = repository.Add(key)
			}
			if err != nil {
				c.env.Context.Log().Error("idempotent repository could not be written", "id", key, "error", err)
			}
		}
		if completionEager {
			err := inner(ex)
			settle(ex, err)
			return err
		}
		ex.OnEnd(settle) // a queue of this process takes it over
		return inner(ex)
	}
}

func isNew(r components.IdempotentRepository, key string, eager bool) (bool, error) {
	if eager {
		return r.Add(key)
	}
	known, err := r.Contains(key)
	return !known, err
}

// repository finds the bean that a step names, or makes one of a #class:.
func (c *compiler) repository(name text) components.IdempotentRepository {
	if !name.set() {
		return nil
	}
	bean := c.referred(name)
	if bean == nil {
		return nil
	}
	r, ok := bean.(components.IdempotentRepository)
	if !ok {
		c.report(name.pos(), fmt.Sprintf("bean %q is no idempotent repository", name.Value), "")
	}
	return r
}
