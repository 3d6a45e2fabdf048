package routes

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dromedary-go/dromedary/components"
)

// sortStep orders the list that its expression gives, the body where there is none, in place, and makes it the body.
// See https://camel.apache.org/components/4.18.x/eips/sort-eip.html
type sortStep struct {
	common
	Expr       expression `yaml:",inline,optional"`
	Comparator text       `yaml:"comparator"`
}

func (s *sortStep) compile(c *compiler, _ *stepNode) Processor {
	value := func(ex *components.Exchange) (any, error) { return ex.Body, nil }
	if s.Expr.key != nil {
		value = s.Expr.compile(c)
	}
	if s.Comparator.set() {
		d := needed(s.Comparator.pos(), "bean", s.Comparator.Value, "comparator names a Java object, which cannot run here")
		c.add(d)
		return nil
	}
	if value == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		v, err := value(ex)
		if err != nil {
			return err
		}
		list, ok := v.([]any)
		if !ok {
			return components.NewException("java.lang.NullPointerException", `Cannot invoke "java.util.List.sort(java.util.Comparator)" because "list" is null`)
		}
		sorted := slices.Clone(list)
		slices.SortStableFunc(sorted, func(a, b any) int {
			order, failed := compareNatural(a, b)
			if failed != nil {
				err = failed
			}
			return order
		})
		if err != nil {
			return err
		}
		copy(list, sorted)
		ex.Body = list
		return nil
	}
}

// compareNatural compares values of one type by their natural order; null comes first, lists and maps are in the order of their hash codes.
func compareNatural(a, b any) (int, error) {
	switch a := a.(type) {
	case nil:
		if b == nil {
			return 0, nil
		}
		return -1, nil
	case string:
		if b, ok := b.(string); ok {
			return cmp.Compare(a, b), nil
		}
	case float64:
		if b, ok := b.(float64); ok {
			return cmp.Compare(a, b), nil
		}
	case bool:
		if b, ok := b.(bool); ok {
			return cmp.Compare(components.Text(a), components.Text(b)), nil
		}
	case int, int64:
		if components.JavaType(a) == components.JavaType(b) {
			x, _ := components.Int(a)
			y, _ := components.Int(b)
			return cmp.Compare(x, y), nil
		}
	default:
		if b != nil {
			return cmp.Compare(components.JavaHash(a), components.JavaHash(b)), nil
		}
	}
	if b == nil {
		return 1, nil
	}
	return 0, components.NewException("java.lang.ClassCastException", fmt.Sprintf(
		"class %[1]s cannot be cast to class %[2]s (%[1]s and %[2]s are in module java.base of loader 'bootstrap')", components.JavaType(b), components.JavaType(a)))
}
