package database

import "github.com/dromedary-go/dromedary/components"

// Beans are the classes of Java that have a counterpart here.
var Beans = []components.BeanType{
	// Data sources that are told a JDBC URL.
	{Class: "org.apache.commons.dbcp2.BasicDataSource", New: newDataSource},
	{Class: "org.apache.commons.dbcp.BasicDataSource", New: newDataSource},
	{Class: "com.zaxxer.hikari.HikariDataSource", New: newDataSource},
	{Class: "com.mchange.v2.c3p0.ComboPooledDataSource", New: newDataSource},
	{Class: "org.apache.tomcat.jdbc.pool.DataSource", New: newDataSource},
	{Class: "org.sqlite.SQLiteDataSource", New: newDataSource},
	{Class: "org.springframework.jdbc.datasource.DriverManagerDataSource", Constructors: urlAndLogin, New: newDataSource},
	{Class: "org.springframework.jdbc.datasource.SimpleDriverDataSource", Constructors: [][]string{{"driver", "url"}, {"driver", "url", "username", "password"}}, New: newDataSource},
	{Class: "org.springframework.jdbc.datasource.SingleConnectionDataSource", Constructors: [][]string{{"url", "suppressClose"}, {"url", "username", "password", "suppressClose"}}, New: newSingleConnection},

	// Data sources that are told a server.
	{Class: "org.postgresql.ds.PGSimpleDataSource", New: newServer("postgresql")},
	{Class: "org.postgresql.ds.PGPoolingDataSource", New: newServer("postgresql")},
	{Class: "org.postgresql.ds.PGConnectionPoolDataSource", New: newServer("postgresql")},
	{Class: "com.mysql.cj.jdbc.MysqlDataSource", New: newServer("mysql")},
	{Class: "com.mysql.cj.jdbc.MysqlConnectionPoolDataSource", New: newServer("mysql")},
	{Class: "org.mariadb.jdbc.MariaDbDataSource", Constructors: urlAndLogin, New: newServer("mariadb")},
	{Class: "org.mariadb.jdbc.MariaDbPoolDataSource", Constructors: urlAndLogin, New: newServer("mariadb")},

	// What Spring puts around a data source means the data source here.
	{Class: "org.springframework.jdbc.core.JdbcTemplate", Constructors: [][]string{{"dataSource"}}, New: newReference},
	{Class: "org.springframework.jdbc.datasource.DataSourceTransactionManager", Constructors: [][]string{{"dataSource"}}, New: newReference},
	{Class: "org.springframework.jdbc.support.JdbcTransactionManager", Constructors: [][]string{{"dataSource"}}, New: newReference},
	{Class: "org.springframework.transaction.support.TransactionTemplate", Constructors: [][]string{{"transactionManager"}}, New: newReference},

	// Repositories in a database.
	{Class: "org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository", Constructors: idempotentArguments, New: newIdempotentRepository},
	{Class: "org.apache.camel.processor.idempotent.jdbc.JdbcCachedMessageIdRepository", Constructors: idempotentArguments, New: newIdempotentRepository},
	{Class: "org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository", Constructors: aggregationArguments, New: newAggregationRepository},
	{Class: "org.apache.camel.processor.aggregate.jdbc.PostgresAggregationRepository", Constructors: aggregationArguments, New: newAggregationRepository},

	// Repositories in a file: it is SQLite's here, whatever Java would make of it.
	{Class: "org.apache.camel.component.leveldb.LevelDBIdempotentRepository", Constructors: [][]string{{"levelDBFile", "repositoryName"}}, New: newFileIdempotent},
	{Class: "org.apache.camel.component.leveldb.LevelDBAggregationRepository", Constructors: fileArguments, New: newFileAggregation},
	{Class: "org.apache.camel.component.hawtdb.HawtDBAggregationRepository", Constructors: fileArguments, New: newFileAggregation},
}

var (
	urlAndLogin          = [][]string{{"url"}, {"url", "username", "password"}}
	idempotentArguments  = [][]string{{"dataSource", "processorName"}, {"dataSource", "transactionTemplate", "processorName"}}
	aggregationArguments = [][]string{{"transactionManager", "repositoryName", "dataSource"}}
	fileArguments        = [][]string{{"repositoryName"}, {"repositoryName", "persistentFileName"}}
)
