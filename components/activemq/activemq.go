// Package activemq sends to and reads from queues and topics of ActiveMQ, or of the broker inside the process.
//
// The scheme of brokerURL picks the protocol, and each protocol has its file: vm.go, stomp.go. What is the same for all
// of them is here: the options, the JMS message (message.go), reading (subscriber.go) and sending (producer.go).
package activemq

import (
	"fmt"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// Options are the options of activemq: URIs; names and defaults are those of Camel's JMS components. See
// https://camel.apache.org/components/4.18.x/activemq-component.html
type Options struct {
	DestinationType         string        `camel:"destinationType,path" default:"queue" enum:"queue,topic" doc:"Whether the destination is a queue, whose messages go to one reader each, or a topic, whose messages go to every reader."`
	DestinationName         string        `camel:"destinationName,path,required" doc:"Name of the queue or topic."`
	BrokerURL               string        `camel:"brokerURL,component" default:"vm://localhost" doc:"Where the broker is: vm://NAME inside this process, stomp://HOST:61613 or stomp+ssl://HOST:61614."`
	ConnectionFactory       string        `camel:"connectionFactory" doc:"Bean that says where the broker is and who logs in, such as #bean:broker; instead of brokerURL."`
	Username                string        `camel:"username" doc:"Name to log in with."`
	Password                string        `camel:"password,secret" doc:"Password to log in with."`
	ConcurrentConsumers     int           `camel:"concurrentConsumers" default:"1" doc:"How many messages the route works on at once, at most 1000; 1 keeps their order."`
	Selector                string        `camel:"selector" doc:"Reads only the messages that this JMS selector matches. Not with vm://."`
	AcknowledgementModeName string        `camel:"acknowledgementModeName" default:"AUTO_ACKNOWLEDGE" enum:"AUTO_ACKNOWLEDGE,CLIENT_ACKNOWLEDGE,DUPS_OK_ACKNOWLEDGE" doc:"In every mode a message is acknowledged once the route is through with it."`
	DeliveryPersistent      bool          `camel:"deliveryPersistent" default:"true" doc:"The broker keeps what is sent on disk, so that it survives a restart. Without effect with vm://."`
	TimeToLive              time.Duration `camel:"timeToLive" default:"-1" doc:"How long a message that is sent is good for; -1 is for ever."`
	Priority                int           `camel:"priority" default:"4" doc:"Priority of what is sent, 0 to 9. The broker inside the process keeps the order whatever the priority."`
	JmsMessageType          string        `camel:"jmsMessageType" enum:"Text,Bytes,Map" doc:"Kind of JMS message to send. Without it the body decides."`
	RequestTimeout          time.Duration `camel:"requestTimeout" default:"20s" doc:"How long the broker may take to confirm what is asked of it: a connection, a subscription, a message that is sent (with vm://: how long a full queue holds the sender)."`
}

// Component is the activemq component.
var Component = components.Of(
	components.Info{
		Scheme: "activemq", Aliases: []string{"jms", "activemq6"}, Title: "Send to and read from queues and topics of ActiveMQ",
		Syntax: "activemq:destinationType:destinationName",
	},
	func(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
		errs := o.check()
		if wrong := o.connectBy(ctx); wrong != nil {
			return nil, append(errs, *wrong)
		}
		url, err := parseBrokerURL(o.BrokerURL)
		if err != nil {
			return nil, append(errs, *err)
		}
		e := &endpoint{ctx: ctx, uri: uri, opts: o, url: url, destination: broker.Destination{Topic: o.DestinationType == "topic", Name: o.DestinationName}}
		var wrong components.OptionErrors
		e.protocol, wrong = protocols[url.scheme](e)
		if errs = append(errs, wrong...); len(errs) > 0 {
			return nil, errs
		}
		return e, nil
	},
)

func mistake(option, hint, format string, args ...any) components.OptionError {
	return components.OptionError{Option: option, Offset: -1, Msg: fmt.Sprintf("option %q of activemq: ", option) + fmt.Sprintf(format, args...), Hint: hint}
}

// check finds the mistakes that have nothing to do with the protocol.
func (o *Options) check() (errs components.OptionErrors) {
	if o.ConcurrentConsumers < 1 || o.ConcurrentConsumers > 1000 {
		errs = append(errs, mistake("concurrentConsumers", "", "%d is not between 1 and 1000", o.ConcurrentConsumers))
	}
	if o.Priority < 0 || o.Priority > 9 {
		errs = append(errs, mistake("priority", "", "%d is not between 0 and 9", o.Priority))
	}
	if o.RequestTimeout <= 0 {
		errs = append(errs, mistake("requestTimeout", "", "%s is no time to wait", o.RequestTimeout))
	}
	if strings.ContainsAny(o.DestinationName, "\r\n\x00") {
		errs = append(errs, mistake("destinationName", "", "a name has no line breaks"))
	}
	for prefix, hint := range map[string]string{
		"temp-queue:": "write activemq:queue:NAME", "temp-topic:": "write activemq:topic:NAME",
	} {
		if strings.HasPrefix(o.DestinationName, prefix) {
			errs = append(errs, mistake("destinationName", hint, "temporary destinations are not there yet"))
		}
	}
	return errs
}
