package routes

import "fmt"

// checkOrder reports routes that are to start at the same place in the order.
func (c *compiler) checkOrder(all []*Route) {
	taken := map[int]*Route{}
	for _, r := range all {
		first := taken[r.StartupOrder]
		switch {
		case r.StartupOrder == 0:
		case first != nil:
			c.atStart(r.Pos, fmt.Sprintf("startupOrder %d is taken by route %s", r.StartupOrder, first.ID), "give each route a number of its own")
		default:
			taken[r.StartupOrder] = r
		}
	}
}
