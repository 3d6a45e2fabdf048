package activemq

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// connectionFactory is a bean that says which broker to connect to: what stands for Java's javax.jms.ConnectionFactory.
type connectionFactory struct {
	brokerURL, username, password string
}

// Beans are the classes of Java that have a counterpart here.
var Beans = []components.BeanType{
	{Class: "org.apache.activemq.ActiveMQConnectionFactory", Constructors: [][]string{{"brokerURL"}, {"userName", "password", "brokerURL"}}, New: newConnectionFactory},
	{Class: "org.apache.activemq.ActiveMQXAConnectionFactory", Constructors: [][]string{{"brokerURL"}, {"userName", "password", "brokerURL"}}, New: newConnectionFactory},
	{Class: "org.apache.activemq.ActiveMQSslConnectionFactory", Constructors: [][]string{{"brokerURL"}}, New: newSSLConnectionFactory},
	{Class: "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory", Constructors: urlAndLogin, New: newConnectionFactory},
	{Class: "org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory", Constructors: urlAndLogin, New: newConnectionFactory},
	{Class: "org.apache.qpid.jms.JmsConnectionFactory", Constructors: [][]string{{"remoteURI"}, {"username", "password", "remoteURI"}}, New: newConnectionFactory},

	// Pools around another: connections are shared here as it is.
	{Class: "org.messaginghub.pooled.jms.JmsPoolConnectionFactory", New: newPool},
	{Class: "org.apache.activemq.pool.PooledConnectionFactory", Constructors: [][]string{{"connectionFactory"}}, New: newPool},
	{Class: "org.apache.activemq.jms.pool.PooledConnectionFactory", New: newPool},
	{Class: "org.springframework.jms.connection.CachingConnectionFactory", Constructors: [][]string{{"targetConnectionFactory"}}, New: newPool},
	{Class: "org.springframework.jms.connection.SingleConnectionFactory", Constructors: [][]string{{"targetConnectionFactory"}}, New: newPool},
	{Class: "org.springframework.jms.connection.UserCredentialsConnectionFactoryAdapter", New: newPool},
}

var urlAndLogin = [][]string{{"brokerURL"}, {"brokerURL", "user", "password"}}

func newConnectionFactory(_ *components.Context, properties map[string]string) (any, error) {
	f := &connectionFactory{password: properties["password"]}
	for _, name := range []string{"brokerURL", "brokerUrl", "remoteURI"} {
		if properties[name] != "" {
			f.brokerURL = properties[name]
		}
	}
	for _, name := range []string{"userName", "username", "user"} {
		if properties[name] != "" {
			f.username = properties[name]
		}
	}
	return f, nil
}

// newSSLConnectionFactory trusts what the machine trusts: key stores of Java's are not read.
func newSSLConnectionFactory(ctx *components.Context, properties map[string]string) (any, error) {
	for name := range properties {
		if strings.HasPrefix(name, "keyStore") || strings.HasPrefix(name, "trustStore") {
			return nil, components.OptionError{Option: name, Offset: -1, Missing: true, Msg: fmt.Sprintf("property %s: key stores are not read", name),
				Hint: "leave it out and add the broker's certificate to those that the machine trusts"}
		}
	}
	return newConnectionFactory(ctx, properties)
}

// newPool answers the factory that a pool is around, with the pool's login where it has one.
func newPool(ctx *components.Context, properties map[string]string) (any, error) {
	name := properties["connectionFactory"]
	if name == "" {
		name = properties["targetConnectionFactory"]
	}
	if name == "" {
		return nil, components.OptionError{Option: "connectionFactory", Offset: -1, Msg: "property connectionFactory: it is missing", Hint: `name the bean that connects, such as connectionFactory: "#bean:broker"`}
	}
	inner, err := factoryOf(ctx, name)
	if err != nil {
		return nil, *err
	}
	f := *inner
	if properties["username"] != "" {
		f.username, f.password = properties["username"], properties["password"]
	}
	return &f, nil
}

// factoryOf finds the bean that an option names.
func factoryOf(ctx *components.Context, name string) (*connectionFactory, *components.OptionError) {
	var bean any
	if ctx.Bean != nil {
		bean = ctx.Bean(name)
	}
	f, ok := bean.(*connectionFactory)
	if !ok {
		wrong := mistake("connectionFactory", "define it under beans:, with the type org.apache.activemq.ActiveMQConnectionFactory and the property brokerURL", "bean %q is no connection factory", name)
		return nil, &wrong
	}
	return f, nil
}

// onlyFactory is the connection factory that is meant where the options name neither one nor a broker, as in Camel: the only
// one that there is.
func (o *Options) onlyFactory(ctx *components.Context) *connectionFactory {
	if ctx.Beans == nil || o.BrokerURL != defaultBroker {
		return nil
	}
	var only *connectionFactory
	for _, bean := range ctx.Beans() {
		if f, ok := bean.(*connectionFactory); ok {
			if only != nil {
				return nil
			}
			only = f
		}
	}
	return only
}

const defaultBroker = "vm://localhost"

// connectBy takes broker and login from the connection factory that the options name. A login in the options goes first.
func (o *Options) connectBy(ctx *components.Context) *components.OptionError {
	f := o.onlyFactory(ctx)
	if o.ConnectionFactory != "" {
		var err *components.OptionError
		if f, err = factoryOf(ctx, o.ConnectionFactory); err != nil {
			return err
		}
	}
	if f == nil {
		return nil
	}
	if f.brokerURL != "" {
		o.BrokerURL = f.brokerURL
	}
	if o.Username == "" {
		o.Username, o.Password = f.username, f.password
	}
	return nil
}
