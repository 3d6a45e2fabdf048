package routes

import (
	"maps"
	"slices"

	"github.com/dromedary-go/dromedary/routes/dataformat"
	"github.com/dromedary-go/dromedary/routes/language"
)

// StepNames lists the steps that routes may have, sorted.
func StepNames() []string { return slices.Sorted(maps.Keys(known)) }

// LanguageNames lists the expression languages, sorted.
func LanguageNames() []string {
	names := append([]string{"simple"}, language.Names()...)
	slices.Sort(names)
	return names
}

// FormatNames lists the data formats of marshal and unmarshal, sorted.
func FormatNames() []string { return slices.Sorted(maps.Keys(dataformat.Formats)) }
