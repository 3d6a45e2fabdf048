package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

//go:generate go run ../.. schema --output ../../routes/routes.schema.json

const schemaUsage = `Usage: dromedary schema [--output FILE]

Prints the JSON schema of route files: editors complete and check with it. In VS Code's YAML
extension: "yaml.schemas": {"routes.schema.json": ["routes.yaml", "*.camel.yaml"]}
`

func schemaCommand() *command {
	output := ""
	fs := newFlags("schema")
	fs.StringVar(&output, "output", "", "write to `FILE` instead of standard output")
	return &command{name: "schema", short: "print the JSON schema of route files", usage: schemaUsage, flags: fs, run: func(p *program, files []string) error {
		if len(files) > 0 {
			return misuse("dromedary schema --output FILE", "schema reads no files")
		}
		text, err := schemaText(p.components)
		if err != nil {
			return err
		}
		if output != "" {
			return os.WriteFile(output, text, 0o644)
		}
		_, err = p.stdout.Write(text)
		return err
	}}
}

// schemaText is the schema as it is kept in the repository: indented, for reading and comparing.
func schemaText(all []components.Component) ([]byte, error) {
	compact, err := components.EncodeJSON(routes.Schema(all))
	if err != nil {
		return nil, fmt.Errorf("writing the schema: %w", err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, compact, "", " "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
