package components

import "database/sql"

// The databases that a [DataSource] may be of.
const (
	PostgreSQL = "postgresql"
	MySQL      = "mysql" // MariaDB too
	SQLite     = "sqlite"
)

// DataSource is a bean that is a database, as Java's javax.sql.DataSource: repositories and components that speak SQL
// name one.
type DataSource interface {
	// DB answers the pool of connections, the same for all. It connects when first used and is closed with the engine.
	DB() (*sql.DB, error)
	// Database is one of [PostgreSQL], [MySQL] and [SQLite].
	Database() string
}
