package components

// SagaHeader holds the id of the long running action that an exchange is part of.
const SagaHeader = "Long-Running-Action"

// SagaService ends long running actions: the step saga keeps them, the component saga asks for their end.
type SagaService struct {
	// End completes or compensates the action of an id; found is false where there is none. It is nil where no route has sagas.
	End func(id string, complete bool) (found bool, err error)
}

type sagaServiceKey struct{}

// SagasOf answers the service of an engine.
func SagasOf(c *Context) *SagaService {
	return Shared(c, sagaServiceKey{}, func() *SagaService { return &SagaService{} })
}
