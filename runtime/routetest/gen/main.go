// Gen writes docs/conformance.md. It runs in runtime/routetest, by go generate.
package main

import (
	"fmt"
	"os"

	"github.com/dromedary-go/dromedary/components/all"
	"github.com/dromedary-go/dromedary/runtime/routetest"
)

func main() {
	page, err := routetest.Conformance("../../routes/testdata/camel", "../../routes/testdata/differs", all.Components)
	if err == nil {
		err = os.WriteFile("../../docs/conformance.md", page, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}
