package activemq

import (
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// brokerURL is a broker's URL, taken apart. It holds no login.
type brokerURL struct {
	scheme string
	host   string // host:port, for vm the broker's name
	policy broker.Policy
	// prefetch is how many messages a broker may send ahead; 0 leaves it to the protocol.
	prefetch int
}

func (u *brokerURL) String() string { return u.scheme + "://" + u.host }

const schemesHint = "write vm://localhost for the broker inside this process, or stomp://HOST:61613 or stomp+ssl://HOST:61614 for ActiveMQ"

var defaultPorts = map[string]string{"stomp": "61613", "stomp+ssl": "61614"}

func parseBrokerURL(text string) (*brokerURL, *components.OptionError) {
	wrong := func(hint, format string, args ...any) (*brokerURL, *components.OptionError) {
		m := mistake("brokerURL", hint, format, args...)
		return nil, &m
	}
	scheme, _, found := strings.Cut(text, ":")
	scheme = strings.ToLower(scheme)
	switch {
	case !found:
		return wrong(schemesHint, "%q is not a URL", text)
	case scheme == "failover" || scheme == "tcp" || scheme == "ssl" || scheme == "nio" || scheme == "amqp" || scheme == "amqps":
		_, m := wrong("ActiveMQ listens for STOMP as well: write stomp://HOST:61613", "%s: is not there yet", scheme)
		m.Missing = true
		return nil, m
	case protocols[scheme] == nil:
		return wrong(schemesHint, "%s: is not a protocol that is known here", scheme)
	}
	u, err := url.Parse(text)
	if err != nil { // its error would show a password
		return wrong(schemesHint, "the URL is malformed")
	}
	if u.User != nil {
		return wrong("use the options username and password", "the URL must not contain a login")
	}
	b := &brokerURL{scheme: scheme, host: u.Host, policy: broker.DefaultPolicy}
	if u.Opaque != "" { // vm:localhost
		b.host = u.Opaque
	}
	if port := defaultPorts[scheme]; port != "" {
		if u.Hostname() == "" {
			return wrong(schemesHint, "%q names no host", text)
		}
		if u.Port() != "" {
			port = u.Port()
		}
		b.host = net.JoinHostPort(u.Hostname(), port)
	} else if b.host == "" {
		b.host = "localhost"
	}
	for name, values := range u.Query() {
		if hint, ok := b.set(name, values[0]); !ok {
			return wrong(hint, "%s=%s in the URL is not known here", name, values[0])
		}
	}
	return b, nil
}

// set applies a parameter of the URL; the names are those of ActiveMQ's Java client.
func (u *brokerURL) set(name, value string) (hint string, ok bool) {
	n, err := strconv.Atoi(value)
	switch name {
	case "jms.redeliveryPolicy.maximumRedeliveries":
		u.policy.MaximumRedeliveries = n
		return "write a number; -1 is without end", err == nil && n >= -1
	case "jms.redeliveryPolicy.redeliveryDelay", "jms.redeliveryPolicy.initialRedeliveryDelay":
		u.policy.RedeliveryDelay = time.Duration(n) * time.Millisecond
		return "write milliseconds", err == nil && n >= 0
	case "jms.prefetchPolicy.all", "jms.prefetchPolicy.queuePrefetch", "jms.prefetchPolicy.topicPrefetch":
		u.prefetch = n
		return "write a number from 1 to 1000", err == nil && n >= 1 && n <= 1000
	case "broker.persistent":
		return "the broker inside the process keeps its messages in memory: write broker.persistent=false", value == "false"
	case "broker.useJmx", "create", "marshal", "waitForStart": // they mean nothing here and harm nothing
		return "", true
	}
	return "known are jms.redeliveryPolicy.maximumRedeliveries, jms.redeliveryPolicy.redeliveryDelay and jms.prefetchPolicy.all", false
}
