package database

import (
	"path/filepath"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// registry is a context whose beans a test makes.
type registry struct {
	*components.Context
	beans map[string]any
}

func newRegistry(t *testing.T) *registry {
	r := &registry{&components.Context{}, map[string]any{}}
	r.Bean = func(name string) any { return r.beans[name] }
	t.Cleanup(func() {
		if err := r.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	})
	return r
}

// tryBean makes a bean of a class, properties by turns with their values.
func (r *registry) tryBean(t *testing.T, class string, properties ...string) (any, error) {
	t.Helper()
	given := map[string]string{}
	for i := 0; i < len(properties); i += 2 {
		given[properties[i]] = properties[i+1]
	}
	for _, b := range Beans {
		if b.Class == class {
			return b.New(r.Context, given)
		}
	}
	t.Fatalf("there is no class %s", class)
	return nil, nil
}

func (r *registry) bean(t *testing.T, class string, properties ...string) any {
	t.Helper()
	bean, err := r.tryBean(t, class, properties...)
	if err != nil {
		t.Fatal(err)
	}
	return bean
}

// sqlite is a registry with the data source "#db".
func sqlite(t *testing.T) *registry {
	r := newRegistry(t)
	r.beans["#db"] = r.bean(t, "org.sqlite.SQLiteDataSource", "url", "jdbc:sqlite:"+filepath.Join(t.TempDir(), "some where", "db?.sqlite"))
	return r
}
