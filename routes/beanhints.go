package routes

import "strings"

// beanHints say what to write in place of classes that configure something in Camel.
var beanHints = []struct{ part, hint string }{
	{"ActiveMQConnectionFactory", "the component activemq connects by itself: set camel.component.activemq.brokerURL, username and password, and leave the bean out"},
	{"JmsConnectionFactory", "connect by AMQP or STOMP: set camel.component.activemq.brokerURL, and leave the bean out"},
	{"PooledConnectionFactory", "connections are shared already: set camel.component.activemq.brokerURL, and leave the bean out"},
	{"com.rabbitmq.client.ConnectionFactory", "give host, port, username and password as options of the endpoint, and leave the bean out"},
	{"CachingConnectionFactory", "connections are shared already: give host, port, username and password as options of the endpoint"},
	{"org.h2.", "H2 is a Java database: use SQLite or PostgreSQL"},
	{"org.hsqldb.", "HSQLDB is a Java database: use SQLite or PostgreSQL"},
	{"org.apache.derby.", "Derby is a Java database: use SQLite or PostgreSQL"},
	{"org.postgresql.", "a data source needs the component sql, which this build does not have"},
	{"com.mysql.", "a data source needs the component sql, which this build does not have"},
	{"org.mariadb.", "a data source needs the component sql, which this build does not have"},
	{"org.sqlite.", "a data source needs the component sql, which this build does not have"},
	{"DataSource", "a data source needs the component sql, which this build does not have"},
	{"KeyStoreParameters", "name the certificate and key files in the options of the endpoint"},
	{"SSLContextParameters", "name the certificate and key files in the options of the endpoint"},
	{"AggregationStrategy", "name one of Camel's, such as org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"},
}

// beanHint answers what to write in place of a class that has no counterpart here.
func beanHint(class string) string {
	for _, h := range beanHints {
		if strings.Contains(class, h.part) {
			return h.hint
		}
	}
	return "write it in Go (components.Bean) or as a program that answers JSON lines (type: dromedary.Process)"
}
