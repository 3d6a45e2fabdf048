package groovy

import "sync"

// The tables of methods and classes refer to functions that look into them: Go takes that for a circle, unless they are filled
// later, by the first script. The order counts where one table takes methods of another.
var fillTables = sync.OnceFunc(func() {
	fillBuilder()
	fillStream()
	fillBytes()
	fillClassesCollections()
	fillClassesMath()
	fillClassesNumbers()
	fillClassesOther()
	fillClassesText()
	fillDates()
	fillExchange()
	fillJson()
	fillMembersExchange()
	fillMembersList()
	fillMembersMap()
	fillMembersNumber()
	fillMembersObject()
	fillMembersObject2()
	fillMembersTemporal()
	fillMembersText()
	fillMembersPattern()
	fillMembersIterable()
	fillClasses2()
	fillClasses()
})
