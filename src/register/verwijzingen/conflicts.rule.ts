/** The 409 codes that registering can answer, with their meaning in the contract. */
export const keyTaken = { 'eigen-kenmerk-bestaat': 'Het eigen kenmerk is al in gebruik.' };
export const ownerEnded = { 'organisatie-opgeheven': 'De organisatie bestaat niet meer.' };
