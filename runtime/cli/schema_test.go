package cli

import (
	"os"
	"testing"

	"github.com/dromedary-go/dromedary/components/all"
)

func TestSchemaIsUpToDate(t *testing.T) {
	want, err := schemaText(all.Components)
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("../../routes/routes.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != string(want) {
		t.Error("routes/routes.schema.json is stale: run go generate ./...")
	}
}
