//go:build integration

package twittercats

import (
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components/activemq/activemqtest"
)

// The same route through a real ActiveMQ: the page cannot tell, but for the time when the broker is away.
func TestRealActiveMQ(t *testing.T) {
	broker := activemqtest.Start(t, "", "")
	s := serve(t, "--property", "camel.component.activemq.brokerURL="+broker.URL)
	b := open(t, s.url(), wide)
	b.until(15*time.Second, pictures+" >= 20")
	b.until(2*time.Second, state+` === "live"`)
	b.screenshot("activemq")

	broker.Stop()
	b.until(15*time.Second, state+` === "trouble" && document.getElementById("link-words").textContent === "Broker gone"`)
	before := eval[int](b, shown)
	broker.Start()
	b.until(45*time.Second, state+` === "live"`)
	b.until(60*time.Second, shown+" > "+itoa(before))
	b.fine(s.address())
}
