"""What a turn of a dialogue means, read from the turns before it: rules of language, no model, no search.

:mod:`.followup` comes first: it tries what a turn can be, each kind of which has a module (:mod:`.reactions`,
:mod:`.pointing`, :mod:`.movement`, :mod:`.ordinals`, :mod:`.references`, :mod:`.terms`, :mod:`.survey`,
:mod:`.choices`, and :mod:`.clauses` for several at once). :mod:`.reading` holds a turn against its conversation,
:mod:`.pointed` finds the provisions that words name, :mod:`.moves` steps through a text. The English is in
:mod:`.words`, :mod:`.content`, :mod:`.bearings`, :mod:`.ranks`, :mod:`.links` and :mod:`.spelling`.
"""
