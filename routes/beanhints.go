package routes

import "strings"

// beanHints say what to write in place of classes that configure something in Camel.
var beanHints = []struct{ part, hint string }{
	{"rabbit", "give host, port, username and password as options of the endpoint, and leave the bean out"},
	{"ConnectionFactory", "write org.apache.activemq.ActiveMQConnectionFactory with brokerURL, userName and password"},
	{"org.h2.", "H2 is a Java database: use SQLite or PostgreSQL"},
	{"org.hsqldb.", "HSQLDB is a Java database: use SQLite or PostgreSQL"},
	{"org.apache.derby.", "Derby is a Java database: use SQLite or PostgreSQL"},
	{"io.agroal.", "write org.apache.commons.dbcp2.BasicDataSource with url, username and password"},
	{"oracle.jdbc.", "Oracle cannot be reached from here: use PostgreSQL, MySQL, MariaDB or SQLite"},
	{"com.microsoft.sqlserver.", "SQL Server cannot be reached from here: use PostgreSQL, MySQL, MariaDB or SQLite"},
	{"DataSource", "write org.apache.commons.dbcp2.BasicDataSource with url, username and password"},
	{"IdempotentRepository", "write org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository for a database, org.apache.camel.support.processor.idempotent.FileIdempotentRepository for a file"},
	{"MessageIdRepository", "write org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository"},
	{"AggregationRepository", "write org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository for a database, org.apache.camel.component.leveldb.LevelDBAggregationRepository for a file"},
	{"KeyStoreParameters", "key stores of Java are not read: name a PEM file of trusted certificates by camel.component.http.trustCertificates, or add them to those that the machine trusts"},
	{"SSLContextParameters", "key stores of Java are not read: name a PEM file of trusted certificates by camel.component.http.trustCertificates, or add them to those that the machine trusts"},
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
