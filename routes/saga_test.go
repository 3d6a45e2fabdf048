package routes

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

const sagaRoutes = `
- from:
    uri: call:order
    steps:
      - saga:
          compensation: call:cancel
          completion: call:done
          option: [{key: id, simple: "order-${body}"}]
          steps:
            - to: call:pay
            - filter: {simple: "${body} == 'bad'", steps: [{to: "keep:broken?fail=out of stock"}]}
      - to: keep:after
- from:
    uri: call:pay
    steps:
      - saga:
          propagation: MANDATORY
          compensation: call:cancel
          completion: call:done
          option: [{key: id, simple: "payment-${body}"}]
          steps: [to: "keep:paid"]
- from: {uri: "call:cancel", steps: [{setBody: {header: id}}, {to: "keep:cancelled"}]}
- from: {uri: "call:done", steps: [{setBody: {header: id}}, {to: "keep:done"}]}
- from: {uri: "call:never", steps: [{saga: {propagation: NEVER, steps: [{to: "keep:never"}]}}]}
- from: {uri: "call:slow", steps: [{saga: {timeout: 2s, compensation: "call:cancel", option: [{key: id, constant: slow}], steps: [{delay: {constant: 3000}}]}}]}
- from: {uri: "call:outer", steps: [{saga: {steps: [{to: "call:never"}]}}]}
`

func TestSagaCompletesOrCompensatesEveryPartLastFirst(t *testing.T) {
	h := newHarness(t).start(sagaRoutes)
	ex, err := h.send("order", "good")
	if err != nil || ex.Headers.Value(sagaHeader) != nil {
		t.Errorf("%v, headers %v", err, ex.Headers.Map())
	}
	h.want("done", "payment-good order-good")
	if _, err := h.send("order", "bad"); components.Class(err) != components.IOException {
		t.Errorf("got %v", err)
	}
	h.want("cancelled", "payment-bad order-bad")
	h.want("done", "payment-good order-good")
	h.want("after", "good")
}

func TestSagaPropagation(t *testing.T) {
	h := newHarness(t).start(sagaRoutes)
	for _, name := range []string{"pay", "outer"} {
		if _, err := h.send(name, "b"); components.Class(err) != components.CamelExchangeException {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := h.send("never", "b"); err != nil {
		t.Error(err)
	}
}

func TestSagaTimeoutCompensates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHarness(t).start(sagaRoutes)
		began := time.Now()
		_, err := h.send("slow", "b")
		if components.Class(err) != "java.lang.IllegalStateException" || time.Since(began) != 3*time.Second {
			t.Errorf("got %v", err)
		}
		h.want("cancelled", "slow")
	})
}

func TestSagaThatIsEndedByHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHarness(t).start(`
- from:
    uri: call:order
    steps:
      - saga: {completionMode: MANUAL, timeout: 5s, compensation: "call:cancel", completion: "call:done", option: [{key: id, simple: "${body}"}], steps: [to: "keep:work"]}
- from: {uri: "call:cancel", steps: [{setBody: {header: id}}, {to: "keep:cancelled"}]}
- from: {uri: "call:done", steps: [{setBody: {header: id}}, {to: "keep:done"}]}
`)
		end := components.SagasOf(h.context).End
		begin := func(body string) string {
			ex, err := h.send("order", body)
			if err != nil {
				t.Fatal(err)
			}
			return components.Text(ex.Headers.Value(sagaHeader))
		}
		for body, complete := range map[string]bool{"good": true, "bad": false} {
			id := begin(body)
			if found, err := end(id, complete); !found || err != nil {
				t.Errorf("%s: found %t, %v", body, found, err)
			}
			if found, _ := end(id, complete); found {
				t.Errorf("%s has not ended", body)
			}
		}
		begin("late")
		h.want("done", "good")
		h.want("cancelled", "bad")
		time.Sleep(6 * time.Second)
		synctest.Wait()
		h.want("cancelled", "bad late")
	})
}
