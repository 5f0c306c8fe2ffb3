"""What a turn of a dialogue means, read from the turns before it: rules of language, no model, no search.

:mod:`.followup` comes first: it tries what a turn can be. :mod:`.reading` holds a turn against its conversation,
:mod:`.pointing` and :mod:`.pointed` find the provisions that it wants to see, :mod:`.moves` steps through a text,
:mod:`.words` and :mod:`.content` are its English.
"""
