package database

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func TestRepositoriesInSQLite(t *testing.T) {
	r := sqlite(t)
	t.Run("idempotent", func(t *testing.T) { testIdempotent(t, r) })
	t.Run("aggregation", func(t *testing.T) { testAggregation(t, r) })
}

// testIdempotent tries the repository on the data source "#db".
func testIdempotent(t *testing.T, r *registry) {
	const class = "org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository"
	cats := r.bean(t, class, "dataSource", "#db", "processorName", "cats").(components.IdempotentRepository)
	dogs := r.bean(t, class, "dataSource", "#db", "processorName", "dogs").(components.IdempotentRepository)
	add := func(repository components.IdempotentRepository, id string, want bool) {
		t.Helper()
		if fresh, err := repository.Add(id); fresh != want || err != nil {
			t.Errorf("adding %s: got %v, %v", id, fresh, err)
		}
	}
	add(cats, "it's", true)
	add(cats, "it's", false)
	add(dogs, "it's", true)
	if known, err := cats.Contains("it's"); !known || err != nil {
		t.Errorf("got %v, %v", known, err)
	}
	if err := cats.Remove("it's"); err != nil {
		t.Error(err)
	}
	if known, err := cats.Contains("it's"); known || err != nil {
		t.Errorf("after it was removed: got %v, %v", known, err)
	}
	add(dogs, "it's", false)

	other := r.bean(t, class, "dataSource", "#db", "processorName", "cats", "tableName", "seen").(components.IdempotentRepository)
	var wg sync.WaitGroup
	var mu sync.Mutex
	fresh := 0
	for range 8 {
		wg.Go(func() {
			is, err := other.Add("one")
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			if is {
				fresh++
			}
		})
	}
	if wg.Wait(); fresh != 1 {
		t.Errorf("%d of 8 at once were the first", fresh)
	}
	ds := r.beans["#db"].(components.DataSource)
	db, err := ds.DB()
	if err != nil {
		t.Fatal(err)
	}
	var when time.Time
	if err := db.QueryRow("SELECT createdAt FROM CAMEL_MESSAGEPROCESSED WHERE processorName = 'dogs' AND messageId = 'it''s'").Scan(&when); err != nil || time.Since(when).Abs() > time.Minute {
		t.Errorf("createdAt is %v, %v", when, err)
	}
	strict := r.bean(t, class, "dataSource", "#db", "processorName", "p", "tableName", "nowhere", "createTableIfNotExists", "false").(components.IdempotentRepository)
	if _, err := strict.Add("x"); err == nil || components.Class(err) != sqlFailed {
		t.Errorf("without its table: %v", err)
	}
}

func exchange(body any) *components.Exchange {
	ex := components.NewExchange(context.Background(), body)
	ex.Headers.Set("company", "Acme")
	return ex
}

// testAggregation tries the repository on the data source "#db".
func testAggregation(t *testing.T, r *registry) {
	repository := r.bean(t, "org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository", "dataSource", "#db",
		"repositoryName", "orders", "storeBodyAsText", "true", "headersToStoreAsText", "company, missing").(components.AggregationRepository)
	if ex, version, err := repository.Get("a"); ex != nil || version != 0 || err != nil {
		t.Errorf("nothing is %v, %d, %v", ex, version, err)
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(repository.Add("a", exchange("one"), 0))
	if err := repository.Add("a", exchange("other"), 0); !errors.Is(err, components.ErrAggregationConflict) {
		t.Errorf("a second first: %v", err)
	}
	ex, version, err := repository.Get("a")
	check(err)
	if ex.Body != "one" || ex.Headers.Value("company") != "Acme" || version != 1 {
		t.Errorf("got %v of version %d", ex.Body, version)
	}
	ex.Body = []byte("two")
	check(repository.Add("a", ex, version))
	if err := repository.Add("a", ex, version); !errors.Is(err, components.ErrAggregationConflict) {
		t.Errorf("an old version: %v", err)
	}
	if err := repository.Remove("a", ex, version); !errors.Is(err, components.ErrAggregationConflict) {
		t.Errorf("completing an old version: %v", err)
	}
	if ids, err := repository.Scan(); len(ids) > 0 || err != nil {
		t.Errorf("a conflict left %v, %v", ids, err)
	}
	check(repository.Add("b", exchange("x"), 0))
	if keys, err := repository.Keys(); !slices.Equal(keys, []string{"a", "b"}) || err != nil {
		t.Errorf("keys are %v, %v", keys, err)
	}
	ds := r.beans["#db"].(components.DataSource)
	db, err := ds.DB()
	check(err)
	var body, company string
	check(db.QueryRow("SELECT body, company FROM orders WHERE id = 'a'").Scan(&body, &company))
	if body != "two" || company != "Acme" {
		t.Errorf("as text: %s, %s", body, company)
	}
	check(repository.Remove("a", ex, 2))
	if ids, err := repository.Scan(); !slices.Equal(ids, []string{ex.ID()}) || err != nil {
		t.Errorf("complete are %v, %v", ids, err)
	}
	again, err := repository.Recover(ex.ID())
	check(err)
	if b, ok := again.Body.([]byte); !ok || string(b) != "two" || again.ID() != ex.ID() {
		t.Errorf("recovered %v", again)
	}
	check(repository.Confirm(ex.ID()))
	if again, err := repository.Recover(ex.ID()); again != nil || err != nil {
		t.Errorf("after it was confirmed: %v, %v", again, err)
	}
	check(repository.Remove("b", nil, 1))
	if keys, err := repository.Keys(); len(keys) > 0 || err != nil {
		t.Errorf("keys are %v, %v", keys, err)
	}
}

func TestWrongRepositories(t *testing.T) {
	r := sqlite(t)
	for _, row := range []struct {
		want       string
		properties []string
	}{
		{"dataSource: it is missing", []string{"repositoryName", "x"}},
		{`bean "#nope" is no data source`, []string{"dataSource", "#nope", "repositoryName", "x"}},
		{"repositoryName: it is missing", []string{"dataSource", "#db"}},
		{"cannot be a name", []string{"dataSource", "#db", "repositoryName", "x; drop table y"}},
		{"cannot be a name", []string{"dataSource", "#db", "repositoryName", "x", "headersToStoreAsText", "a-b"}},
		{"recoveryInterval must be a positive number", []string{"dataSource", "#db", "repositoryName", "x", "recoveryInterval", "0"}},
		{"maximumRedeliveries must be a positive number", []string{"dataSource", "#db", "repositoryName", "x", "deadLetterUri", "mock:dead"}},
	} {
		_, err := r.tryBean(t, "org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository", row.properties...)
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%v: got %v, want %q", row.properties, err, row.want)
		}
	}
}

func TestFilesAreShared(t *testing.T) {
	r := newRegistry(t)
	path := t.TempDir() + "/data/groups.dat"
	groups := r.bean(t, "org.apache.camel.component.leveldb.LevelDBAggregationRepository", "persistentFileName", path, "repositoryName", "repo1").(components.AggregationRepository)
	seen := r.bean(t, "org.apache.camel.component.leveldb.LevelDBIdempotentRepository", "levelDBFile", path, "repositoryName", "seen").(components.IdempotentRepository)
	if err := groups.Add("k", exchange(1), 0); err != nil {
		t.Fatal(err)
	}
	if fresh, err := seen.Add("k"); !fresh || err != nil {
		t.Errorf("got %v, %v", fresh, err)
	}
	if a, b := groups.(*aggregationRepository).DataSource, seen.(*idempotentRepository).DataSource; a != b {
		t.Error("one file has two pools")
	}
}

func TestAServerThatIsNotThere(t *testing.T) {
	r := newRegistry(t)
	r.beans["#db"] = r.bean(t, "org.postgresql.ds.PGSimpleDataSource", "url", "jdbc:postgresql://127.0.0.1:1/cats?sslmode=disable", "user", "u", "password", "hush-hush")
	seen := r.bean(t, "org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository", "dataSource", "#db", "processorName", "p").(components.IdempotentRepository)
	_, err := seen.Add("x")
	if err == nil || components.Class(err) != cannotConnect || strings.Contains(err.Error(), "hush-hush") {
		t.Errorf("got %v", err)
	}
}
