package dataformat

import (
	"context"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func FuzzYAML(f *testing.F) {
	for _, text := range []string{"a: 1\nb: [x, {y: z}]\n", "&a [*a]", "- !!binary aGk=\n- !!float 1", "a: |\n  x\n y: 2", "? [1]\n: 2", "<<: {a: 1}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ex := components.NewExchange(context.Background(), nil)
		v, err := (&YAML{}).UnmarshalText(ex, text)
		if err != nil {
			return
		}
		if _, err := (&YAML{}).Marshal(ex, v); err != nil {
			t.Fatal(err)
		}
	})
}
