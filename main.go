// Dromedary runs Apache Camel's YAML routes on Watermill, as one small binary.
package main

import (
	"os"
	_ "time/tzdata" // dates in any zone on machines that have no zone files

	"github.com/dromedary-go/dromedary/components/all"
	"github.com/dromedary-go/dromedary/runtime/cli"
)

func main() {
	os.Exit(cli.Main(all.Components, os.Args[1:], all.Beans...))
}
