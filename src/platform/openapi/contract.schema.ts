import { ApiProperty } from '@nestjs/swagger';

/** An OpenAPI document, described only as far as a reader needs to recognise it. */
export class OpenapiDocument {
  @ApiProperty({ type: String, description: 'Versie van OpenAPI.', example: '3.0.3' }) openapi!: string;
  @ApiProperty({
    type: Object,
    additionalProperties: true,
    description: 'Titel, versie en contact.',
    example: { title: 'Interbestuurlijk use-case register', version: '1.0.0' },
  })
  info!: object;
  @ApiProperty({ type: Object, additionalProperties: true, description: 'De paden en hun operaties.', example: {} })
  paths!: object;
}
